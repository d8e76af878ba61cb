"""What anyone's analytics may read: a contract of its own, apart from the model and from the journal."""
