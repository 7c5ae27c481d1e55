"""Marks as shapes and run lengths, and how they are drawn."""
