CREATE TABLE "stock_alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"variant_id" uuid NOT NULL,
	"email" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	CONSTRAINT "stock_alerts_once" UNIQUE("variant_id","email"),
	CONSTRAINT "stock_alerts_told_if_confirmed" CHECK (told_at is null or confirmed_at is not null),
	CONSTRAINT "stock_alerts_email" CHECK (length(email) between 3 and 254)
);
--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "left_out" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_alerts" ADD CONSTRAINT "stock_alerts_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_alerts_waiting_idx" ON "stock_alerts" USING btree ("variant_id","confirmed_at") WHERE confirmed_at is not null and told_at is null;--> statement-breakpoint
CREATE INDEX "stock_alerts_asked_idx" ON "stock_alerts" USING btree ("asked_at");--> statement-breakpoint
-- BEGIN written by hand: search columns that are folded. Their ALTER statements stand here and not above, since they need the
-- function; both columns go and come in one statement, so that the table is written once.
--
-- What a search and what is searched have in common: no case, accents, pointing, width or invisible signs; one way to
-- write what no reader tells apart (final sigma, sharp s, ligatures); each Chinese, Japanese or Korean character a
-- word, since those scripts write without spaces. The acute accent that some keyboards give for an apostrophe is a blank
-- and an accent once it is taken apart, so both go. The function names the capitals of Greek and Cyrillic, because `lower` knows
-- them only where the database's locale does.
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(regexp_replace(
  normalize(
    replace(replace(replace(replace(
      translate(
        lower(regexp_replace(
          translate(normalize(words, NFKD), '“”„«»‐−‘’ʼ', '"""""--'),
          ' \u0301|[\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\u00AD\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF'']', '', 'g')),
        'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐØĐÐŁĦŦŊøđðłħŧŋıĸ',
        'αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґoddlhtnoddlhtnik'),
      'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'œ', 'oe'), NFC),
  '([\u2E80-\u2FDF\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309D-\u309F\u30A1-\u30FA\u30FC-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\U00020000-\U0003FFFF])', ' \1 ', 'g'),
  '\s+', ' ', 'g'));
--> statement-breakpoint
ALTER TABLE "products"
  DROP COLUMN "search",
  DROP COLUMN "spelling",
  ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', folded(name)), 'A') || setweight(to_tsvector('english', folded(keywords)), 'B') || setweight(to_tsvector('english', folded(tagline || ' ' || description)), 'C')) STORED,
  ADD COLUMN "spelling" text GENERATED ALWAYS AS (folded(name || ' ' || keywords)) STORED;
--> statement-breakpoint
CREATE INDEX "products_search_idx" ON "products" USING gin ("search");--> statement-breakpoint
CREATE INDEX "products_spelling_idx" ON "products" USING gin ("spelling" gin_trgm_ops);
-- END written by hand
