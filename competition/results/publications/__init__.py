"""What is asked before results go out, which publications the public finds, and their files."""
