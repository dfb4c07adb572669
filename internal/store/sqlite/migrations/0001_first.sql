-- A document with its reading. The body is the whole document as JSON.
CREATE TABLE document (
	id      TEXT PRIMARY KEY,
	input   TEXT NOT NULL,
	engine  TEXT NOT NULL,
	agenda  TEXT NOT NULL,
	body    TEXT NOT NULL,
	reading TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE failure (
	input TEXT PRIMARY KEY,
	error TEXT NOT NULL,
	at    TEXT NOT NULL,
	tries INTEGER NOT NULL
) WITHOUT ROWID;

-- A line of the record. n begins with its place in time (see place), so that words are found in that order. doc is the document that it was read in; empty for what is woven of many.
CREATE TABLE item (
	n    INTEGER PRIMARY KEY,
	id   TEXT NOT NULL UNIQUE,
	doc  TEXT NOT NULL,
	type TEXT NOT NULL,
	sort TEXT NOT NULL,
	hash TEXT NOT NULL,
	body TEXT NOT NULL
);
CREATE INDEX item_in_order ON item (type, sort, n);
CREATE INDEX item_of_doc ON item (doc, n);

-- What items are asked for by. The key is in the order in which they are shown.
CREATE TABLE tag (
	name  TEXT NOT NULL,
	value TEXT NOT NULL,
	type  TEXT NOT NULL,
	sort  TEXT NOT NULL,
	n     INTEGER NOT NULL,
	PRIMARY KEY (name, value, type, sort, n)
) WITHOUT ROWID;
CREATE INDEX tag_of_item ON tag (n, name, value);

-- How many items have each value, so that the lists beside a page need not count them; without name and value, how many there are.
CREATE TABLE tally (
	name  TEXT NOT NULL,
	value TEXT NOT NULL,
	type  TEXT NOT NULL,
	items INTEGER NOT NULL,
	PRIMARY KEY (name, type, value)
) WITHOUT ROWID;

-- The words of the items, for search. Their texts stand in the items themselves.
CREATE VIRTUAL TABLE words USING fts5 (line, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TABLE decision (
	n    INTEGER PRIMARY KEY AUTOINCREMENT,
	id   TEXT NOT NULL UNIQUE,
	body TEXT NOT NULL
);

CREATE TABLE setting (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;
