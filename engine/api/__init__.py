"""The way in over HTTP: one router a noun; each translates and calls the runtime, and decides nothing."""
