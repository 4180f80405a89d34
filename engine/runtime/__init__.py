"""What happens when somebody acts: one command, one transaction, through all engines."""
