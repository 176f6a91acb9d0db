"""The command line: parses arguments, prints, sets the exit code; nothing else."""
