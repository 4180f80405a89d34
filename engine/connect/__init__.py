"""The world outside: mail, and calls to other systems by HTTP."""
