-- Looked through beside the running shop; a check that holds already is validated at once.
ALTER TABLE images VALIDATE CONSTRAINT images_state;
ALTER TABLE images VALIDATE CONSTRAINT images_alt_length;
