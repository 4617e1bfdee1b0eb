"""What an administrator fills in to upload a script."""

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_WORKBOOK_BYTES = 2 * 1024 * 1024


class UploadForm(forms.Form):
    """A workbook, and which of the region's scripts it is."""

    slug = forms.SlugField(
        label=_("Name of the script"),
        max_length=50,
        help_text=_(
            "Lower-case letters, digits and hyphens: index-interview. The same name makes a new version."
        ),
        error_messages={
            "required": _("Enter the name of the script, for example index-interview."),
            "invalid": _("Use lower-case letters, digits and hyphens only, for example index-interview."),
        },
    )
    workbook = forms.FileField(
        label=_("Workbook"),
        help_text=_("An XLSForm, as saved by Excel or LibreOffice (.xlsx), up to 2 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Choose the .xlsx file to upload.")},
    )

    def clean_workbook(self) -> bytes:
        """The bytes of the file; a file that is too large is refused before it is read."""
        uploaded = self.cleaned_data["workbook"]
        if uploaded.size > MAX_WORKBOOK_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 2 MB. A script is a small file: remove pictures.")
            )
        return bytes(uploaded.read())
