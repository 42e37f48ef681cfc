CREATE TABLE "promotion_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"promotion_id" uuid NOT NULL,
	"prefix" text NOT NULL,
	"codes" integer NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "promotion_batches_codes" CHECK (codes between 1 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "promotion_budgets" (
	"promotion_id" uuid NOT NULL,
	"bucket" smallint NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"share_limit" integer,
	CONSTRAINT "promotion_budgets_promotion_id_bucket_pk" PRIMARY KEY("promotion_id","bucket"),
	CONSTRAINT "promotion_budgets_within_limit" CHECK (0 <= used and used <= share_limit),
	CONSTRAINT "promotion_budgets_not_negative" CHECK (0 <= used and bucket between 0 and 15)
);
--> statement-breakpoint
CREATE TABLE "promotion_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"promotion_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"shared" text,
	"batch_id" uuid,
	"used_by" uuid,
	"retired_at" timestamp with time zone,
	CONSTRAINT "promotion_codes_kind" CHECK ((shared is null) = (batch_id is not null)),
	CONSTRAINT "promotion_codes_used" CHECK (used_by is null or shared is null)
);
--> statement-breakpoint
CREATE TABLE "promotion_versions" (
	"promotion_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"effect" jsonb NOT NULL,
	"conditions" jsonb NOT NULL,
	"combines" boolean NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "promotion_versions_promotion_id_version_pk" PRIMARY KEY("promotion_id","version")
);
--> statement-breakpoint
CREATE TABLE "promotions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'live' NOT NULL,
	"needs_code" boolean NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"limit_total" integer,
	"limit_per_customer" smallint,
	"version" integer DEFAULT 1 NOT NULL,
	"input_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "promotions_state" CHECK (state in ('live', 'paused', 'ended')),
	CONSTRAINT "promotions_times" CHECK (ends_at > starts_at),
	CONSTRAINT "promotions_limits" CHECK (limit_total > 0 and limit_per_customer between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "redemption_slots" (
	"promotion_id" uuid NOT NULL,
	"customer_key" text NOT NULL,
	"slot" smallint NOT NULL,
	"order_id" uuid NOT NULL,
	CONSTRAINT "redemption_slots_promotion_id_customer_key_slot_pk" PRIMARY KEY("promotion_id","customer_key","slot"),
	CONSTRAINT "redemption_slots_slot" CHECK (slot between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "redemptions" (
	"order_id" uuid NOT NULL,
	"promotion_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code_id" uuid,
	"bucket" smallint NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"customer_keys" text[] NOT NULL,
	"held_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kept_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	CONSTRAINT "redemptions_order_id_promotion_id_pk" PRIMARY KEY("order_id","promotion_id"),
	CONSTRAINT "redemptions_state" CHECK (state in ('held', 'kept', 'released')),
	CONSTRAINT "redemptions_times" CHECK ((state = 'released') = (released_at is not null)),
	CONSTRAINT "redemptions_amount" CHECK (amount_minor >= 0 and currency ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
ALTER TABLE "promotion_batches" ADD CONSTRAINT "promotion_batches_promotion_id_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_budgets" ADD CONSTRAINT "promotion_budgets_promotion_id_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_codes" ADD CONSTRAINT "promotion_codes_promotion_id_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_versions" ADD CONSTRAINT "promotion_versions_promotion_id_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "promotion_batches_promotion_idx" ON "promotion_batches" USING btree ("promotion_id","made_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "promotion_codes_hash_idx" ON "promotion_codes" USING btree ("code_hash") WHERE retired_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "promotion_codes_shared_idx" ON "promotion_codes" USING btree ("promotion_id") WHERE shared is not null and retired_at is null;--> statement-breakpoint
CREATE INDEX "promotions_automatic_idx" ON "promotions" USING btree ("id") WHERE state = 'live' and not needs_code;--> statement-breakpoint
CREATE INDEX "promotions_newest_idx" ON "promotions" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
-- Safe: the table is new and empty. Orders name the version that they were sold under.
CREATE TRIGGER promotion_versions_append_only BEFORE UPDATE OR DELETE ON promotion_versions FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();--> statement-breakpoint
-- Managers and marketing make promotions; those who answer customers or look at the books read them.
UPDATE roles SET permissions = permissions || '{promotions.read,promotions.write}'
  WHERE id IN ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000106') AND NOT 'promotions.read' = ANY (permissions);--> statement-breakpoint
UPDATE roles SET permissions = permissions || '{promotions.read}'
  WHERE id IN ('00000000-0000-7000-8000-000000000103', '00000000-0000-7000-8000-000000000107') AND NOT 'promotions.read' = ANY (permissions);
