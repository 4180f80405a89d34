"""Working time: which days are worked on, from when to when, and instants so much working time apart."""
