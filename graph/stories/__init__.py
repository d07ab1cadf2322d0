"""Stories: an ordered list of slides. Each slide shows a question or a view, on a stage and in files."""
