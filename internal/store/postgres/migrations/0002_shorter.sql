-- The shorter forms of a long line (store.Form); null where it is short.
ALTER TABLE item ADD COLUMN in_list bytea, ADD COLUMN on_page bytea;

-- Marks of an item's type and tags stand among its words, so that one index tells which items have words and tags together: see
-- plan, marked and marks in query.go.
UPDATE item SET words = coalesce(words, '') || array_to_tsvector(array['=' || type] ||
	ARRAY (SELECT left('=' || name || '=' || value, 250) FROM tag WHERE tag.n = item.n AND name NOT IN ('doc', 'contact', 'item', 'month')));

-- The index over all types is named by its condition, so that it is not chosen where those of one type are asked for.
DROP INDEX item_by_sort;
CREATE INDEX item_over_types ON item (sort, n) WHERE id <> '';
