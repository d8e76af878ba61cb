"""What caseworkers, trainers and coordinators ask every day."""
