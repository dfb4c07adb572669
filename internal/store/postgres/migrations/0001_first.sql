-- A document with its reading. json and not jsonb: what was kept comes back byte for byte.
CREATE TABLE document (
	id      text COLLATE "C" PRIMARY KEY,
	input   text NOT NULL,
	engine  text NOT NULL,
	agenda  text NOT NULL,
	body    bytea NOT NULL,
	reading bytea NOT NULL
);

CREATE TABLE failure (
	input text PRIMARY KEY,
	error text NOT NULL,
	at    timestamptz NOT NULL,
	tries integer NOT NULL
);

-- A line of the record. doc is the document that it was read in; empty for what is woven of many.
CREATE TABLE item (
	n     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id    text COLLATE "C" NOT NULL UNIQUE,
	doc   text COLLATE "C" NOT NULL,
	type  text COLLATE "C" NOT NULL,
	sort  text COLLATE "C" NOT NULL,
	hash  text NOT NULL,
	body  bytea NOT NULL,
	words tsvector
);
CREATE INDEX item_in_order ON item (type, sort, n);
CREATE INDEX item_by_sort ON item (sort, n);
CREATE INDEX item_of_doc ON item (doc);
CREATE INDEX item_words ON item USING gin (words);

-- What items are asked for by. The key is in the order in which they are shown.
CREATE TABLE tag (
	name  text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL,
	type  text COLLATE "C" NOT NULL,
	sort  text COLLATE "C" NOT NULL,
	n     bigint NOT NULL REFERENCES item ON DELETE CASCADE,
	PRIMARY KEY (name, value, type, sort, n)
);
CREATE INDEX tag_of_item ON tag (n, name, value);

-- How many items have each value, so that the lists beside a page need not count them; without name and value, how many there are.
CREATE TABLE tally (
	name  text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL,
	type  text COLLATE "C" NOT NULL,
	items bigint NOT NULL,
	PRIMARY KEY (name, type, value)
);

CREATE TABLE decision (
	n    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id   text NOT NULL UNIQUE,
	body bytea NOT NULL
);

CREATE TABLE setting (
	name  text PRIMARY KEY,
	value text NOT NULL
);

-- Words come folded and apart; they are stemmed, and none is passed over.
CREATE TEXT SEARCH DICTIONARY parley_stem (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION parley (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION parley ALTER MAPPING FOR asciiword, word, numword WITH parley_stem;
