CREATE TABLE "loose_picture_files" (
	"name" text PRIMARY KEY NOT NULL,
	"picture_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "state" text DEFAULT 'ready' NOT NULL;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "upload_hash" text;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_state" CHECK (state in ('making', 'ready', 'failed')) NOT VALID;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_alt_length" CHECK (char_length(alt) <= 250) NOT VALID;--> statement-breakpoint
-- A picture is shown once its sizes are there (0017).
CREATE OR REPLACE VIEW "wares" AS
SELECT v.id AS variant_id, v.sku, v.options, v.max_per_order, v.active AND p.active AS is_sold, p.slug, p.name, p.spelling,
  (SELECT i.url FROM images i WHERE i.product_id = p.id AND i.state = 'ready' ORDER BY (i.colour = v.options ->> 'Colour') IS TRUE DESC, i.position LIMIT 1) AS image_url,
  v.product_id
FROM variants v JOIN products p ON p.id = v.product_id;
