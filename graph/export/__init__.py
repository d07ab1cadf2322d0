"""Export: every file format that Citylinks writes. `formats` is the table of them."""
