"""The forms of question: their table, their readers, and their texts."""
