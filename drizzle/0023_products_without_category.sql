ALTER TABLE "products" ALTER COLUMN "category_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "manufacturer" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "responsible_person" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "customs_code" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "origin_country" text;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "barcode" text;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_manufacturer_length" CHECK (char_length(manufacturer) <= 500) NOT VALID;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_responsible_person_length" CHECK (char_length(responsible_person) <= 500) NOT VALID;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_customs_code" CHECK (customs_code ~ '^[0-9]{6,10}$') NOT VALID;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_origin_country" CHECK (origin_country ~ '^[A-Z]{2}$') NOT VALID;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_barcode_length" CHECK (char_length(barcode) <= 48) NOT VALID;--> statement-breakpoint
-- Web processes are told of a product in no category too (0008).
CREATE OR REPLACE FUNCTION announce_products(touched uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('catalogue', 'product:' || p.slug || coalesce(' category:' || c.slug, ''))
  FROM products p LEFT JOIN categories c ON c.id = p.category_id WHERE p.id = ANY (touched);
END
$$;
--> statement-breakpoint
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
  CASE TG_TABLE_NAME
    -- Its own row says what it was called and where it stood, also when it is gone.
    WHEN 'products' THEN
      PERFORM pg_notify('catalogue', 'product:' || changed.slug || coalesce(' category:' || c.slug, ''))
      FROM changed LEFT JOIN categories c ON c.id = changed.category_id;
    WHEN 'prices' THEN
      PERFORM announce_products(array_agg(v.product_id)) FROM changed JOIN variants v ON v.id = changed.variant_id;
    ELSE
      PERFORM announce_products(array_agg(changed.product_id)) FROM changed;
  END CASE;
  RETURN NULL;
END
$$;
