-- The roles that a shop begins with. Owners make more at the desk; the first of these is theirs and stays as it is.
INSERT INTO roles (id, name, about, permissions, locked) VALUES
  ('00000000-0000-7000-8000-000000000101', 'Owner', 'Everything, also what later versions bring', '{*}', true),
  ('00000000-0000-7000-8000-000000000102', 'Manager', 'All of the daily work, without people, roles and keys', '{desk.open,orders.read,orders.cancel,orders.refund,orders.refund_any,orders.review,orders.address,parcels.write,jobs.read,jobs.retry,jobs.discard,money.read,money.reconcile,products.read,products.write,prices.write,stock.read,stock.write,staff.read,audit.read}', false),
  ('00000000-0000-7000-8000-000000000103', 'Support', 'Answers customers: orders, cancellations and refunds up to the limit', '{desk.open,orders.read,orders.cancel,orders.refund,orders.review,orders.address,jobs.read,jobs.retry,products.read,stock.read}', false),
  ('00000000-0000-7000-8000-000000000104', 'Warehouse', 'What lies where, and what the warehouse says', '{desk.open,parcels.write,products.read,stock.read,stock.write}', false),
  ('00000000-0000-7000-8000-000000000105', 'Buyer', 'Products, prices and stock', '{desk.open,products.read,products.write,prices.write,stock.read,stock.write}', false),
  ('00000000-0000-7000-8000-000000000106', 'Marketing', 'Products and what is wished for', '{desk.open,products.read,products.write}', false),
  ('00000000-0000-7000-8000-000000000107', 'Analyst', 'Reads orders, books and stock, and changes nothing', '{desk.open,orders.read,money.read,products.read,stock.read,jobs.read,audit.read}', false);
--> statement-breakpoint
-- Whoever could open the desk could do everything there.
INSERT INTO staff_roles (customer_id, role_id, granted_by) SELECT id, '00000000-0000-7000-8000-000000000101', 'system:command' FROM customers WHERE role = 'admin';
--> statement-breakpoint
-- A session tells by this column alone whether there are roles to be read, so that shoppers are not asked for any.
CREATE FUNCTION mark_staff() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person uuid := coalesce(NEW.customer_id, OLD.customer_id);
BEGIN
  UPDATE customers SET role = CASE WHEN EXISTS (SELECT FROM staff_roles WHERE customer_id = person) THEN 'admin' ELSE 'customer' END WHERE id = person;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER staff_roles_mark_staff AFTER INSERT OR DELETE ON staff_roles FOR EACH ROW EXECUTE FUNCTION mark_staff();
--> statement-breakpoint
-- The owner's role is what it is, and somebody always has it.
CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'roles' THEN
    RAISE EXCEPTION 'the role % is locked', OLD.name USING ERRCODE = 'restrict_violation';
  END IF;
  -- One after the other, so that two owners who leave at once do not both find the other still there.
  PERFORM FROM roles WHERE locked FOR UPDATE;
  IF EXISTS (SELECT FROM roles WHERE id = OLD.role_id AND locked) AND NOT EXISTS (SELECT FROM staff_roles WHERE role_id = OLD.role_id) THEN
    RAISE EXCEPTION 'a shop keeps one owner at least' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER roles_locked BEFORE UPDATE OR DELETE ON roles FOR EACH ROW WHEN (OLD.locked) EXECUTE FUNCTION keep_an_owner();
--> statement-breakpoint
CREATE TRIGGER staff_roles_keep_an_owner AFTER DELETE ON staff_roles FOR EACH ROW EXECUTE FUNCTION keep_an_owner();
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
--> statement-breakpoint
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
--> statement-breakpoint
-- The hash of a row of the audit over itself and the hash before it, in words that no setting of a session changes.
CREATE FUNCTION audit_hash(previous text, entry audit) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(previous, entry.id, (extract(epoch FROM entry.at) * 1000000)::bigint, entry.actor,
    entry.request_id, entry.action_id, entry.kind, entry.action, entry.entity, entry.entity_id, entry.before, entry.after, entry.reason)::text, 'UTF8')), 'hex')
$$;
