CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"role_id" uuid NOT NULL,
	"warehouse_id" uuid,
	"inviter_id" uuid,
	"invited_by" text NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	CONSTRAINT "invitations_email_length" CHECK (char_length(email) <= 254)
);
--> statement-breakpoint
ALTER TABLE "staff_roles" DROP CONSTRAINT "staff_roles_customer_id_role_id_pk";--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "old_hash" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "old_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff_roles" ADD COLUMN "warehouse_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter_id_customers_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_idx" ON "invitations" USING btree ("email","role_id") WHERE accepted_at is null;--> statement-breakpoint
CREATE INDEX "invitations_expiry_idx" ON "invitations" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_oldHash_unique" UNIQUE("old_hash");--> statement-breakpoint
ALTER TABLE "staff_roles" ADD CONSTRAINT "staff_roles_once" UNIQUE NULLS NOT DISTINCT("customer_id","role_id","warehouse_id");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_old_ends" CHECK ((old_hash is null) = (old_ends_at is null));--> statement-breakpoint
-- The warehouses belong to a slice above the roles, so the columns are bound to them here.
ALTER TABLE "staff_roles" ADD CONSTRAINT "staff_roles_warehouse_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_warehouse_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id");--> statement-breakpoint
-- Somebody who becomes staff has no session left that is longer than a day at the desk.
CREATE OR REPLACE FUNCTION mark_staff() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person uuid := coalesce(NEW.customer_id, OLD.customer_id);
BEGIN
  UPDATE customers SET role = CASE WHEN EXISTS (SELECT FROM staff_roles WHERE customer_id = person) THEN 'admin' ELSE 'customer' END WHERE id = person;
  IF TG_OP = 'INSERT' THEN
    UPDATE sessions SET ends_at = least(ends_at, now() + interval '12 hours'), expires_at = least(expires_at, now() + interval '12 hours')
      WHERE customer_id = person AND ends_at > now() + interval '12 hours';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- An owner who is bound to one warehouse would be none.
CREATE OR REPLACE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'roles' THEN
    RAISE EXCEPTION 'the role % is locked', OLD.name USING ERRCODE = 'restrict_violation';
  END IF;
  -- One after the other, so that two owners who leave at once do not both find the other still there.
  PERFORM FROM roles WHERE locked FOR UPDATE;
  IF EXISTS (SELECT FROM roles WHERE id = OLD.role_id AND locked)
    AND NOT EXISTS (SELECT FROM staff_roles WHERE role_id = OLD.role_id AND warehouse_id IS NULL) THEN
    RAISE EXCEPTION 'a shop keeps one owner at least' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
UPDATE roles SET permissions = array_append(permissions, 'customers.see_as') WHERE name IN ('Manager', 'Support') AND NOT locked AND NOT 'customers.see_as' = ANY (permissions);
