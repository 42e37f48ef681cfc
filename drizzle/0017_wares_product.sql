-- The product of each variant. The column comes last, so that the version before goes on reading the view while this one starts.
CREATE OR REPLACE VIEW "wares" AS
SELECT v.id AS variant_id, v.sku, v.options, v.max_per_order, v.active AND p.active AS is_sold, p.slug, p.name, p.spelling,
  (SELECT i.url FROM images i WHERE i.product_id = p.id ORDER BY (i.colour = v.options ->> 'Colour') IS TRUE DESC, i.position LIMIT 1) AS image_url,
  v.product_id
FROM variants v JOIN products p ON p.id = v.product_id;
