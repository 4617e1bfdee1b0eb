"""The dialect of XPath in which XLSForms say when a question is shown, what is valid and what is calculated."""
