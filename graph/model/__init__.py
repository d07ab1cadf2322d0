"""What every part speaks: records, vocabulary, dates, text, errors and settings. It imports nothing else of ours."""
