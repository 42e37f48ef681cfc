CREATE TABLE "session_events" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"session_id" uuid,
	"what" text NOT NULL,
	"device" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_events_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ends_at" timestamp with time zone DEFAULT now() + interval '90 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "proven_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "factors" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_events_age_idx" ON "session_events" USING btree ("at");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_end_in_time" CHECK (expires_at <= ends_at);--> statement-breakpoint
-- Of the sessions from before: a person with an account signed in by password; their browser is not kept any more than that of new ones.
UPDATE sessions s SET factors = case when c.is_anonymous then '{}' else '{password}' end::text[], proven_at = case when c.is_anonymous then null else s.created_at end, seen_at = s.updated_at, user_agent = null, ip_address = null FROM customers c WHERE c.id = s.customer_id;--> statement-breakpoint
-- Rows go with their account or with time, and are never changed.
CREATE TRIGGER session_events_append_only BEFORE UPDATE ON session_events FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();

--> statement-breakpoint
CREATE TABLE "proofs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"email" text NOT NULL,
	"replaced" text,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "proofs_email_length" CHECK (char_length(email) <= 254)
);
--> statement-breakpoint
-- A deleted account leaves its orders behind. They are looked through beside the running shop (drizzle/beside).
ALTER TABLE "orders" DROP CONSTRAINT "orders_customer_id_customers_id_fk";
--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proofs_customer_idx" ON "proofs" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "proofs_expiry_idx" ON "proofs" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action NOT VALID;