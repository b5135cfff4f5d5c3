// Reads every order with Polar's own SDK and adds up what they brought. Nothing is stored.
import { Polar } from "@polar-sh/sdk";

const polar = new Polar({ accessToken: process.env.REVONE_TOKEN, serverURL: process.env.REVONE_API_URL });
const pages = await polar.orders.list({ limit: 100, sorting: ["-created_at"] });
let orders = 0;
let revenue = 0;
for await (const page of pages) {
  for (const order of page.result.items) {
    orders += 1;
    if (order.paid) revenue += order.netAmount;
  }
}
console.log(`${orders} orders, ${revenue}`);
