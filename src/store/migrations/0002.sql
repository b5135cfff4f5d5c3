-- The organization's own row may be one that cannot be read.
ALTER TABLE rejections RENAME TO rejections_of_rows;
DROP INDEX rejections_by_row;
CREATE TABLE rejections (
    key INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'subscription', 'organization')),
    id BLOB,
    path TEXT NOT NULL,
    reason TEXT NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
INSERT INTO rejections SELECT key, organization, kind, id, path, reason, seen_at FROM rejections_of_rows;
DROP TABLE rejections_of_rows;
CREATE UNIQUE INDEX rejections_by_row ON rejections (organization, kind, ifnull(id, path));
