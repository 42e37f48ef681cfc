ALTER TABLE "credit_holds" ADD COLUMN "turn" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "paid_with" jsonb;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "credit_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "credit_refunded_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "credit_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock (drizzle/beside/payments_checks.sql).
ALTER TABLE "payments" ADD CONSTRAINT "payments_credit" CHECK (0 <= credit_refunded_minor and credit_refunded_minor <= credit_minor) NOT VALID;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_credit" CHECK (0 <= credit_minor and credit_minor <= amount_minor) NOT VALID;