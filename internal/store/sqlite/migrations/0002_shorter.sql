-- The shorter forms of long lines (store.Form). They stand apart from the lines, and the shortest first: a row is read from its
-- beginning, and one that follows a line of a megabyte would be read behind it.
CREATE TABLE shorter (
	n       INTEGER PRIMARY KEY,
	in_list TEXT NOT NULL,
	on_page TEXT NOT NULL
);
