CREATE TABLE "sale_prices" (
	"sale_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"actor" text NOT NULL,
	CONSTRAINT "sale_prices_sale_id_variant_id_pk" PRIMARY KEY("sale_id","variant_id"),
	CONSTRAINT "sale_prices_amount" CHECK (amount_minor > 0),
	CONSTRAINT "sale_prices_currency" CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT "sale_prices_times" CHECK (ends_at > starts_at)
);
--> statement-breakpoint
ALTER TABLE "sale_prices" ADD CONSTRAINT "sale_prices_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sale_prices_variant_idx" ON "sale_prices" USING btree ("variant_id","starts_at");--> statement-breakpoint
-- For the constraint below. Trusted since Postgres 13, so whoever owns the database may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
-- Safe: the table is new. At any moment a variant has one sale at most, however many writers there are.
ALTER TABLE "sale_prices" ADD CONSTRAINT "sale_prices_one_at_a_time" EXCLUDE USING gist (variant_id WITH =, currency WITH =, tstzrange(starts_at, ends_at) WITH &&);--> statement-breakpoint
-- Pages were shown and orders charged at these prices, and the lowest price of thirty days is read from them: a price ends, and nothing
-- else of it changes.
CREATE FUNCTION refuse_rewriting_prices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL
    AND (NEW.id, NEW.variant_id, NEW.amount_minor, NEW.currency, NEW.valid_from) = (OLD.id, OLD.variant_id, OLD.amount_minor, OLD.currency, OLD.valid_from)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'prices are a history: end the one that holds and add the next' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
-- Safe: adding a trigger reads no rows. Placing an order writes no price.
CREATE TRIGGER prices_only_end BEFORE UPDATE OR DELETE ON prices FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_prices();--> statement-breakpoint
-- A sale that is still to come may be taken back. One that began is ended, now or later, and never in the past.
CREATE FUNCTION refuse_rewriting_sales() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.starts_at > now() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND coalesce(OLD.ends_at > now(), true) AND coalesce(NEW.ends_at >= now(), true)
    AND (NEW.sale_id, NEW.variant_id, NEW.amount_minor, NEW.currency, NEW.starts_at) = (OLD.sale_id, OLD.variant_id, OLD.amount_minor, OLD.currency, OLD.starts_at)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a sale that began only ends' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER sale_prices_only_end BEFORE UPDATE OR DELETE ON sale_prices FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_sales();--> statement-breakpoint
CREATE OR REPLACE FUNCTION announce_catalogue_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
  CASE
    -- Its own row says what it was called and where it stood, also when it is gone.
    WHEN TG_TABLE_NAME = 'products' THEN
      PERFORM pg_notify('catalogue', 'product:' || changed.slug || coalesce(' category:' || c.slug, ''))
      FROM changed LEFT JOIN categories c ON c.id = changed.category_id;
    WHEN TG_TABLE_NAME IN ('prices', 'sale_prices') THEN
      PERFORM announce_products(array_agg(v.product_id)) FROM changed JOIN variants v ON v.id = changed.variant_id;
    ELSE
      PERFORM announce_products(array_agg(changed.product_id)) FROM changed;
  END CASE;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER announce_new AFTER INSERT ON sale_prices REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change();--> statement-breakpoint
CREATE TRIGGER announce_gone AFTER DELETE ON sale_prices REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change();--> statement-breakpoint
CREATE TRIGGER announce_after AFTER UPDATE ON sale_prices REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change();--> statement-breakpoint
CREATE TRIGGER announce_emptied AFTER TRUNCATE ON sale_prices FOR EACH STATEMENT EXECUTE FUNCTION announce_catalogue_change();--> statement-breakpoint
-- A range lookup and no copy of the price: nothing has to run for a sale to begin or to end.
CREATE OR REPLACE VIEW current_prices AS
SELECT p.variant_id, least(p.amount_minor, s.amount_minor) AS amount_minor, p.currency, p.amount_minor AS regular_minor
FROM prices p
LEFT JOIN sale_prices s ON s.variant_id = p.variant_id AND s.currency = p.currency
  AND s.starts_at <= now() AND (s.ends_at IS NULL OR s.ends_at > now())
WHERE p.valid_to IS NULL;--> statement-breakpoint
-- What a shopper is told of a sale that runs (Directive 98/6/EC, article 6a): what was charged before it, and the lowest price of the
-- thirty days before. A sale that goes on from another without a pause and at no higher price belongs to it, so both look at the time
-- before the first of them. Since nothing is ever charged above the regular price, the lowest amount of either kind that held in the
-- thirty days is the lowest that was charged. 720 hours, because a day of the session's time zone may have 23.
CREATE VIEW running_sales AS
SELECT s.variant_id, s.sale_id, s.currency, s.ends_at, before.amount_minor AS before_minor, lowest.amount_minor AS lowest_minor
FROM sale_prices s
CROSS JOIN LATERAL (
  SELECT max(f.starts_at) AS at FROM sale_prices f
  WHERE f.variant_id = s.variant_id AND f.currency = s.currency AND f.starts_at <= s.starts_at
    AND NOT EXISTS (
      SELECT FROM sale_prices e
      WHERE e.variant_id = f.variant_id AND e.currency = f.currency AND e.ends_at = f.starts_at AND e.amount_minor >= f.amount_minor)
) began
CROSS JOIN LATERAL (
  SELECT min(amount_minor) AS amount_minor FROM (
    SELECT p.amount_minor FROM prices p
    WHERE p.variant_id = s.variant_id AND p.currency = s.currency AND p.valid_from < began.at AND (p.valid_to IS NULL OR p.valid_to >= began.at)
    UNION ALL
    SELECT e.amount_minor FROM sale_prices e WHERE e.variant_id = s.variant_id AND e.currency = s.currency AND e.ends_at = began.at
  ) charged
) before
CROSS JOIN LATERAL (
  SELECT min(amount_minor) AS amount_minor FROM (
    SELECT p.amount_minor FROM prices p
    WHERE p.variant_id = s.variant_id AND p.currency = s.currency AND p.valid_from < began.at
      AND (p.valid_to IS NULL OR (p.valid_to > began.at - interval '720 hours' AND p.valid_to > p.valid_from))
    UNION ALL
    SELECT e.amount_minor FROM sale_prices e
    WHERE e.variant_id = s.variant_id AND e.currency = s.currency AND e.starts_at < began.at
      AND (e.ends_at IS NULL OR e.ends_at > began.at - interval '720 hours')
  ) charged
) lowest
WHERE s.starts_at <= now() AND (s.ends_at IS NULL OR s.ends_at > now()) AND before.amount_minor IS NOT NULL;
