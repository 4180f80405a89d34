"""The world outside, one file each: mail now, others with their issue."""
