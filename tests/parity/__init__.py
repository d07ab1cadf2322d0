"""Tests that every store must pass. Each runs on all stores."""
