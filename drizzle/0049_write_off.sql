-- Units that are lost come off the hold and then off the shelf, in one transaction: in between, nobody in the line may be given what is not there.
CREATE OR REPLACE FUNCTION fill_from_shelf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('orderly.waiting', true), '') = 'written off' THEN RETURN NULL; END IF;
  PERFORM fill_waiting(NEW.variant_id, NEW.warehouse_id, NEW.bucket);
  RETURN NULL;
END $$;
