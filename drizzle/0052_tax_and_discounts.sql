CREATE TABLE "line_discounts" (
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"promotion_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "line_discounts_order_id_order_line_id_promotion_id_pk" PRIMARY KEY("order_id","order_line_id","promotion_id"),
	CONSTRAINT "line_discounts_amount" CHECK (amount_minor > 0)
);
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "tax_class" text DEFAULT 'standard' NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "tax_minor" bigint;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "tax_treatment" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "taxes" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "discounts" jsonb;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "line_discounts" ADD CONSTRAINT "line_discounts_order_line_id_order_lines_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock (drizzle/beside/orders_checks.sql, products_checks.sql).
ALTER TABLE "products" ADD CONSTRAINT "products_tax_class" CHECK (tax_class in ('standard', 'reduced', 'books', 'zero', 'exempt')) NOT VALID;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_discount" CHECK (0 <= discount_minor and discount_minor <= total_minor) NOT VALID;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_tax" CHECK (tax_minor >= 0) NOT VALID;
--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_succeeded_is_captured";--> statement-breakpoint
-- NOT VALID: what is loosened holds for every row that is there already (drizzle/beside/payments_checks.sql).
ALTER TABLE "payments" ADD CONSTRAINT "payments_succeeded_is_captured" CHECK (status <> 'succeeded' or captured_minor > 0 or amount_minor = 0) NOT VALID;--> statement-breakpoint
CREATE VIEW automatic_promotions AS SELECT id FROM promotions WHERE state = 'live' AND NOT needs_code;
