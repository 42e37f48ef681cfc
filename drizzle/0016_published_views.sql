-- Views that any slice may read, lower ones too: each is a contract of the slice that owns the tables below it.
CREATE VIEW "wares" AS
SELECT v.id AS variant_id, v.sku, v.options, v.max_per_order, v.active AND p.active AS is_sold, p.slug, p.name, p.spelling,
  (SELECT i.url FROM images i WHERE i.product_id = p.id ORDER BY (i.colour = v.options ->> 'Colour') IS TRUE DESC, i.position LIMIT 1) AS image_url
FROM variants v JOIN products p ON p.id = v.product_id;--> statement-breakpoint
CREATE VIEW "current_prices" AS
SELECT variant_id, amount_minor, currency FROM prices WHERE valid_to IS NULL;--> statement-breakpoint
CREATE VIEW "sellable_stock" AS
SELECT variant_id, sum(on_hand - reserved) AS units FROM stock_levels GROUP BY variant_id;--> statement-breakpoint
CREATE VIEW "launched_variants" AS
SELECT variant_id FROM launches WHERE closed_at IS NULL;
