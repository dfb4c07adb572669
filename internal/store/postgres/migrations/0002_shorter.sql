-- The shorter forms of a long line (store.Form); null where it is short.
ALTER TABLE item ADD COLUMN in_list bytea, ADD COLUMN on_page bytea;
