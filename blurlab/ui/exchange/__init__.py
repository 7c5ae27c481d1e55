"""Masks in and out through the window: two dialogs, and the work behind them."""
