-- Three roles for a shared blurlab project: annotator, reviewer, owner. Run it once as the owner of the database:
--   blurlab share --roles | psql postgresql://host/name
-- Then make each person a login and give it a role:  CREATE ROLE ann LOGIN; GRANT blurlab_annotator TO ann;
-- An annotator adds photos, masks, notes and decisions, and changes and removes only masks of their own. A reviewer also
-- says what a second person says of masks. An owner does everything, model versions and settings included.

-- Nothing is said of what there is not to drop.
SET client_min_messages = warning;

DO $$ BEGIN
    CREATE ROLE blurlab_annotator NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN
    CREATE ROLE blurlab_reviewer NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN
    CREATE ROLE blurlab_owner NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO blurlab_annotator, blurlab_reviewer, blurlab_owner;
REVOKE UPDATE ON ALL SEQUENCES IN SCHEMA public FROM blurlab_annotator, blurlab_reviewer;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO blurlab_annotator, blurlab_reviewer, blurlab_owner;
GRANT UPDATE ON SEQUENCE photos_id_seq TO blurlab_annotator, blurlab_reviewer, blurlab_owner;

REVOKE UPDATE ON photos FROM blurlab_annotator, blurlab_reviewer;
GRANT INSERT, UPDATE (path, part, digest, status, kind, tones, given) ON photos TO blurlab_annotator, blurlab_reviewer;
GRANT INSERT, UPDATE ON culling, doubts, notes, blind_checks, told, taken TO blurlab_annotator, blurlab_reviewer;
GRANT DELETE ON doubts, notes TO blurlab_annotator, blurlab_reviewer;
GRANT INSERT, UPDATE, DELETE ON masks, claims TO blurlab_annotator, blurlab_reviewer;
GRANT INSERT ON judgements, training_wishes TO blurlab_annotator, blurlab_reviewer;
GRANT INSERT ON reviews TO blurlab_reviewer;
GRANT ALL ON ALL TABLES IN SCHEMA public TO blurlab_owner;

-- Masks belong to whoever entered them, whatever name they carry.
ALTER TABLE masks ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS seen ON masks;
DROP POLICY IF EXISTS own ON masks;
DROP POLICY IF EXISTS changed ON masks;
DROP POLICY IF EXISTS removed ON masks;
DROP POLICY IF EXISTS owned ON masks;
CREATE POLICY seen ON masks FOR SELECT USING (true);
CREATE POLICY own ON masks FOR INSERT WITH CHECK (entered_by = session_user);
CREATE POLICY changed ON masks FOR UPDATE USING (entered_by = session_user);
CREATE POLICY removed ON masks FOR DELETE USING (entered_by = session_user);
CREATE POLICY owned ON masks TO blurlab_owner USING (true) WITH CHECK (true);
