"""What a learner reached at school: attendance, exam test and independent work, each row traceable to its source."""
