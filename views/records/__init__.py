"""Pages of records: places, profiles, data health and sources."""
