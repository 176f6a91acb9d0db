/* Starts the sheet for those who decide, with how old its review is. */

sayAges();
