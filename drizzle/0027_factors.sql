CREATE TABLE "passkeys" (
	"customer_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] DEFAULT '{}' NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "passkeys_customer_id_credential_id_pk" PRIMARY KEY("customer_id","credential_id"),
	CONSTRAINT "passkeys_name_length" CHECK (char_length(name) between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"customer_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_customer_id_hash_pk" PRIMARY KEY("customer_id","hash")
);
--> statement-breakpoint
CREATE TABLE "totp_keys" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"proved_at" timestamp with time zone,
	"last_step" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "factors" text[];--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "proven_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "staff_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session_events" ADD COLUMN "factor" text;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_keys" ADD CONSTRAINT "totp_keys_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Who is staff already gets the day of grace from now on.
-- Safe: a shop has as many of these rows as it has staff.
UPDATE customers SET staff_since = now() WHERE role = 'admin';
--> statement-breakpoint
-- Remembers, too, since when somebody is staff.
CREATE OR REPLACE FUNCTION mark_staff() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person uuid := coalesce(NEW.customer_id, OLD.customer_id);
BEGIN
  UPDATE customers SET role = CASE WHEN EXISTS (SELECT FROM staff_roles WHERE customer_id = person) THEN 'admin' ELSE 'customer' END,
    staff_since = coalesce(staff_since, now()) WHERE id = person;
  IF TG_OP = 'INSERT' THEN
    UPDATE sessions SET ends_at = least(ends_at, now() + interval '12 hours'), expires_at = least(expires_at, now() + interval '12 hours')
      WHERE customer_id = person AND ends_at > now() + interval '12 hours';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- The hash covers the session and its factors, too. A row from before has none of them and keeps the hash that it has.
CREATE OR REPLACE FUNCTION audit_hash(previous text, entry audit) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to((jsonb_build_array(previous, entry.id, (extract(epoch FROM entry.at) * 1000000)::bigint, entry.actor,
    entry.request_id, entry.action_id, entry.kind, entry.action, entry.entity, entry.entity_id, entry.before, entry.after, entry.reason)
    || CASE WHEN entry.session_id IS NULL AND entry.factors IS NULL AND entry.proven_at IS NULL THEN '[]'::jsonb
       ELSE jsonb_build_array(entry.session_id, entry.factors, (extract(epoch FROM entry.proven_at) * 1000000)::bigint) END)::text, 'UTF8')), 'hex')
$$;
