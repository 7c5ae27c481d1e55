"""Sharp surfaces drawn by a program, as grounds of synthetic samples."""
