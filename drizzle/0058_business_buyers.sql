CREATE TABLE "vat_answers" (
	"vat_id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"country" text NOT NULL,
	"answer" text NOT NULL,
	"name" text,
	"consultation" text,
	CONSTRAINT "vat_answers_vat_id_asked_at_pk" PRIMARY KEY("vat_id","asked_at"),
	CONSTRAINT "vat_answers_answer" CHECK (answer in ('valid', 'unknown')),
	CONSTRAINT "vat_answers_vat_id" CHECK (vat_id ~ '^[A-Z]{2}[A-Z0-9+*]{2,13}$'),
	CONSTRAINT "vat_answers_country" CHECK (country ~ '^[A-Z]{2}$'),
	CONSTRAINT "vat_answers_name_length" CHECK (char_length(name) <= 500),
	CONSTRAINT "vat_answers_consultation_length" CHECK (char_length(consultation) <= 100)
);
--> statement-breakpoint
-- Safe: the next check takes its place. Every row that held the old one holds the new one.
ALTER TABLE "order_lines" DROP CONSTRAINT "order_lines_total";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "billing" jsonb;--> statement-breakpoint
CREATE INDEX "vat_answers_unknown_idx" ON "vat_answers" USING btree ("asked_at") WHERE answer = 'unknown';--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock (drizzle/beside/orders_checks.sql).
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_total" CHECK (total_minor = unit_price_minor * quantity or (tax_treatment = 'reverse_charge' and abs(total_minor - unit_price_minor * quantity) <= quantity)) NOT VALID;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_billing_length" CHECK (char_length(billing::text) <= 3000) NOT VALID;--> statement-breakpoint
-- What a register answered is the proof behind an order without VAT. Ids that no register knows are thrown away, so deleting is left alone.
CREATE TRIGGER vat_answers_never_change BEFORE UPDATE ON vat_answers FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
