CREATE TABLE "workers" (
	"process" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refused_orders" (
	"minute" timestamp with time zone PRIMARY KEY NOT NULL,
	"at_the_door" integer DEFAULT 0 NOT NULL,
	"after_reserving" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
-- Written by hand from here. orders_search_idx goes in drizzle/beside/order_search.sql, once the index that takes its place stands.
-- Letters and digits alone: numbers, postcodes and tracking numbers are written with signs between them or without.
CREATE FUNCTION compacted(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(coalesce(words, ''), '[^[:alnum:]]', '', 'g')
$$;
--> statement-breakpoint
-- `+44 (0)20 7946 0991` → `442079460991`; the digits of other scripts too.
CREATE FUNCTION phone_digits(phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(translate(normalize(replace(coalesce(phone, ''), '(0)', ''), NFKD), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'), '[^0-9]', '', 'g')
$$;
--> statement-breakpoint
-- Everything of an order's own row that staff find it by. Each function says where it is: Postgres builds indexes with no other path.
CREATE FUNCTION order_words(number text, email text, address jsonb, tracking_number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT public.folded(public.compacted(number) || ' ' || email || ' ' || coalesce(address ->> 'name', '') || ' ' || public.compacted(address ->> 'postalCode')
    || ' ' || public.phone_digits(address ->> 'phone') || ' ' || public.compacted(tracking_number))
$$;
--> statement-breakpoint
-- What holds the text as it stands, as a pattern for LIKE over folded words.
CREATE FUNCTION holds(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT '%' || regexp_replace(public.folded(words), '([\\%_])', '\\\1', 'g') || '%'
$$;
