"""One stream per learner's path, from referral to follow-up."""
