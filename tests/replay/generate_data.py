# Generates CSV files in the columns and the size of Northwind, all of it invented: for clones that
# have no such data set. The same files every time.
import csv
import datetime
import pathlib
import random
import sys

FIRST_DAY = datetime.date(1996, 7, 4)
LAST_DAY = datetime.date(1998, 5, 6)
ORDER_COUNT = 830
LINE_COUNT = 2155
CUSTOMER_COUNT = 91
SILENT_CUSTOMERS = 2  # They never order anything.
PRODUCT_COUNT = 77
DISCONTINUED = 8
LINES_PER_ORDER_MAX = 25
DISCOUNTS = ["0"] * 61 + ["0.05"] * 9 + ["0.1"] * 8 + ["0.15"] * 7 + ["0.2"] * 8 + ["0.25"] * 7

CATEGORIES = ["Coffee", "Tea", "Cups", "Filters", "Grinders", "Syrups", "Biscuits", "Care"]
KINDS = ["House", "Morning", "Evening", "Harbour", "Mountain", "Meadow", "Winter", "Summer",
         "Market", "Garden"]
EMPLOYEES = [("Ada", "Brandt"), ("Benno", "Castell"), ("Clara", "Dorn"), ("Dario", "Engström"),
             ("Elif", "Fabre"), ("Finn", "García"), ("Greta", "Holm"), ("Hugo", "Ivanova"),
             ("Ines", "Jørgensen")]
FIRST_NAMES = ["Anaïs", "Bruno", "Chloé", "Dörte", "Émile", "Fátima", "Gösta", "Helena", "İsmail",
               "José", "Karin", "Łukasz"]
LAST_NAMES = ["Almeida", "Bjørn", "Černý", "Dubois", "Eriksson", "Fernández", "Groß", "Hansen",
              "Ibarra", "Jürgens", "Köhler", "Lindqvist", "Müller", "Núñez", "Öberg"]
TRADES = ["Café", "Bakery", "Delicatessen", "Kitchen", "Market Hall", "Roastery", "Corner Shop"]
CITIES = [("Bremen", "Germany"), ("Århus", "Denmark"), ("Lyon", "France"), ("Málaga", "Spain"),
          ("Porto", "Portugal"), ("Göteborg", "Sweden"), ("Łódź", "Poland"), ("Leeds", "UK"),
          ("México D.F.", "Mexico"), ("Portland", "USA")]


def amount(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def moment(day):
    return f"{day.isoformat()} 00:00:00.000"


def customer_key(number):
    """Five letters, different for each number."""
    letters = ""
    for _ in range(3):
        letters = chr(ord("A") + number % 26) + letters
        number //= 26
    return "QU" + letters


def customers(random_source):
    for number in range(CUSTOMER_COUNT):
        city, country = random_source.choice(CITIES)
        contact = random_source.choice(FIRST_NAMES) + " " + random_source.choice(LAST_NAMES)
        yield {
            "customerID": customer_key(number * 191 + 7),
            "companyName": f"{contact.split()[1]} {random_source.choice(TRADES)} {number + 1}",
            "contactName": contact, "contactTitle": "Owner",
            "address": f"Long Street {random_source.randrange(1, 200)}", "city": city,
            "region": "NULL", "postalCode": str(random_source.randrange(10000, 99999)),
            "country": country, "phone": f"555-{number:04d}", "fax": "NULL"}


def products(random_source):
    for number in range(PRODUCT_COUNT):
        category = number % len(CATEGORIES)
        yield {
            "productID": number + 1,
            "productName": f"{KINDS[number // len(CATEGORIES)]} {CATEGORIES[category]}",
            "supplierID": 1, "categoryID": category + 1,
            "quantityPerUnit": f"{random_source.randrange(1, 48)} x 250 g",
            "unitPrice": amount(random_source.randrange(250, 12000, 5)),
            "unitsInStock": 10, "unitsOnOrder": 0, "reorderLevel": 0,
            "discontinued": 1 if number >= PRODUCT_COUNT - DISCONTINUED else 0}


def orders(random_source, buyers):
    days = (LAST_DAY - FIRST_DAY).days
    dates = sorted([0, days] + [random_source.randrange(days + 1) for _ in range(ORDER_COUNT - 2)])
    for number, offset in enumerate(dates):
        day = FIRST_DAY + datetime.timedelta(days=offset)
        buyer = random_source.choice(buyers)
        yield {
            "orderID": 20001 + number, "customerID": buyer["customerID"],
            "employeeID": random_source.randrange(len(EMPLOYEES)) + 1, "orderDate": moment(day),
            "requiredDate": moment(day + datetime.timedelta(days=28)),
            "shippedDate": moment(day + datetime.timedelta(days=7)), "shipVia": 1,
            "freight": amount(random_source.randrange(2, 30000)),
            "shipName": buyer["companyName"], "shipAddress": buyer["address"],
            "shipCity": buyer["city"], "shipRegion": "NULL",
            "shipPostalCode": buyer["postalCode"], "shipCountry": buyer["country"]}


def line_counts(random_source):
    """How many lines each order has: at least one, LINE_COUNT together."""
    counts = [1] * ORDER_COUNT
    while sum(counts) < LINE_COUNT:
        chosen = random_source.randrange(ORDER_COUNT)
        if counts[chosen] < LINES_PER_ORDER_MAX:
            counts[chosen] += 1
    return counts


def lines(random_source, all_orders, all_products):
    for order, count in zip(all_orders, line_counts(random_source)):
        for product in sorted(random_source.sample(range(PRODUCT_COUNT), count)):
            price = all_products[product]["unitPrice"]
            if random_source.randrange(3) == 0:  # Prices were lower once.
                price = amount(int(price.replace(".", "")) * 4 // 5)
            yield {"orderID": order["orderID"], "productID": product + 1, "unitPrice": price,
                   "quantity": random_source.randrange(1, 121),
                   "discount": random_source.choice(DISCOUNTS)}


def write(folder, name, rows):
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: generate_data.py FOLDER")
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    random_source = random.Random(19960704)
    all_customers = list(customers(random_source))
    all_products = list(products(random_source))
    all_orders = list(orders(random_source, all_customers[:-SILENT_CUSTOMERS]))
    territories = [f"{1000 + number:05d}" for number in range(len(EMPLOYEES))]
    write(folder, "customers", all_customers)
    write(folder, "products", all_products)
    write(folder, "orders", all_orders)
    write(folder, "order_details", list(lines(random_source, all_orders, all_products)))
    write(folder, "categories", [
        {"categoryID": number, "categoryName": name, "description": name}
        for number, name in enumerate(CATEGORIES, 1)])
    write(folder, "employees", [
        {"employeeID": number, "lastName": last, "firstName": first,
         "title": "Sales Representative", "reportsTo": "NULL" if number == 1 else 1}
        for number, (first, last) in enumerate(EMPLOYEES, 1)])
    write(folder, "regions", [{"regionID": 1, "regionDescription": "Everywhere"}])
    write(folder, "territories", [
        {"territoryID": key, "territoryDescription": f"District {key}", "regionID": 1}
        for key in territories])
    write(folder, "employee_territories", [
        {"employeeID": number, "territoryID": key} for number, key in enumerate(territories, 1)])
    write(folder, "shippers", [
        {"shipperID": 1, "companyName": "Swift Cart", "phone": "555-0199"}])


if __name__ == "__main__":
    main()
