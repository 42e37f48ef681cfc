-- By hand: what older versions took is brought within the limits first, since a constraint also holds what is updated.
-- A code or address that was too long could be neither ordered nor opened; it keeps its beginning and stays unique.
UPDATE "customers" SET "name" = left("name", 100) WHERE char_length("name") > 100;--> statement-breakpoint
UPDATE "customers" SET "email" = left("email", 254) WHERE char_length("email") > 254;--> statement-breakpoint
UPDATE "products" SET "name" = left("name", 200) WHERE char_length("name") > 200;--> statement-breakpoint
UPDATE "products" SET "slug" = left("slug", 71) || '-' || left(md5("slug"), 8) WHERE char_length("slug") > 80;--> statement-breakpoint
UPDATE "variants" SET "sku" = left("sku", 55) || '~' || left(md5("sku"), 8) WHERE char_length("sku") > 64;--> statement-breakpoint
UPDATE "variants" v SET "sku" = read.sku FROM (
  SELECT id, btrim(regexp_replace(normalize(sku, NFKC), '\s+', ' ', 'g')) AS sku,
    row_number() OVER (PARTITION BY btrim(regexp_replace(normalize(sku, NFKC), '\s+', ' ', 'g')) ORDER BY id) AS place
  FROM "variants"
) read WHERE read.id = v.id AND read.place = 1 AND read.sku NOT IN ('', v.sku) AND char_length(read.sku) <= 64
  AND NOT EXISTS (SELECT FROM "variants" other WHERE other.sku = read.sku);--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock. (End of what is by hand: NOT VALID below is too.)
ALTER TABLE "customers" ADD CONSTRAINT "customers_name_length" CHECK (char_length(name) <= 100) NOT VALID;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_email_length" CHECK (char_length(email) <= 254) NOT VALID;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_name_length" CHECK (char_length(name) <= 200) NOT VALID;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_slug_length" CHECK (char_length(slug) <= 80) NOT VALID;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_sku_length" CHECK (char_length(sku) <= 64) NOT VALID;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_options_length" CHECK (char_length(options::text) <= 1000) NOT VALID;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_email_length" CHECK (char_length(email) <= 254) NOT VALID;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_locale_length" CHECK (char_length(locale) <= 35) NOT VALID;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_address_length" CHECK (char_length(shipping_address::text) <= 2000) NOT VALID;
