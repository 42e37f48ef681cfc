-- Web processes keep pages (src/page-cache). Whoever changes the catalogue, by whatever means, tells them in the same
-- transaction which products are concerned, so that they drop what shows them. Stock is not announced here: orders
-- change it all the time, and a notification makes commits wait for each other.
CREATE FUNCTION announce_products(touched uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('catalogue', 'product:' || p.slug || ' category:' || c.slug)
  FROM products p JOIN categories c ON c.id = p.category_id WHERE p.id = ANY (touched);
END
$$;
--> statement-breakpoint
-- A few products are named; whoever changes more of them at once means all.
CREATE FUNCTION announce_catalogue_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  most constant int := 200;
BEGIN
  IF TG_OP = 'TRUNCATE' OR TG_TABLE_NAME = 'categories' THEN
    PERFORM pg_notify('catalogue', '*');
    RETURN NULL;
  END IF;
  IF (SELECT count(*) FROM (SELECT FROM changed LIMIT most + 1) few) > most THEN
    PERFORM pg_notify('catalogue', '*');
    RETURN NULL;
  END IF;
  CASE TG_TABLE_NAME
    -- Its own row says what it was called and where it stood, also when it is gone.
    WHEN 'products' THEN
      PERFORM pg_notify('catalogue', 'product:' || changed.slug || ' category:' || c.slug)
      FROM changed JOIN categories c ON c.id = changed.category_id;
    WHEN 'prices' THEN
      PERFORM announce_products(array_agg(v.product_id)) FROM changed JOIN variants v ON v.id = changed.variant_id;
    ELSE
      PERFORM announce_products(array_agg(changed.product_id)) FROM changed;
  END CASE;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- An update tells of the rows as they were and as they are: a product may have got another name or place.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['categories', 'products', 'variants', 'prices', 'images'] LOOP
    EXECUTE format('CREATE TRIGGER announce_new AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change()', name);
    EXECUTE format('CREATE TRIGGER announce_gone AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change()', name);
    EXECUTE format('CREATE TRIGGER announce_before AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change()', name);
    EXECUTE format('CREATE TRIGGER announce_after AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change()', name);
    EXECUTE format('CREATE TRIGGER announce_emptied AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change()', name);
  END LOOP;
END
$$;
--> statement-breakpoint
-- A launch changes whether its product can be bought. Not each ticket of its line: there are hundreds a second.
CREATE FUNCTION announce_launch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_products(array_agg(product_id)) FROM variants WHERE id = NEW.variant_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER announce_launch AFTER INSERT OR UPDATE OF starts_at, ends_at, closed_at ON launches
FOR EACH ROW EXECUTE FUNCTION announce_launch();
