/** What lists of others call the moment since when something is so, in Dutch, French and English. */
export const sinceNames = ["sinds", "vanaf", "datum", "depuis", "date", "from", "created at"];
