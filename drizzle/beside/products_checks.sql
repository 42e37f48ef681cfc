-- Looked through beside the running shop; a check that holds already is validated at once.
ALTER TABLE products VALIDATE CONSTRAINT products_manufacturer_length;
ALTER TABLE products VALIDATE CONSTRAINT products_responsible_person_length;
ALTER TABLE products VALIDATE CONSTRAINT products_customs_code;
ALTER TABLE products VALIDATE CONSTRAINT products_origin_country;
ALTER TABLE variants VALIDATE CONSTRAINT variants_barcode_length;
ALTER TABLE products VALIDATE CONSTRAINT products_tax_class;
