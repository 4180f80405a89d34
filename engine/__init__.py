"""Suyuan: an engine that interprets app definitions (forms, flows, rules, reports, lot traces)."""

__version__ = "0.1.0"
